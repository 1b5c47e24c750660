"""Which tests need the programs of OpenSSH; the server itself is the benchmarks' (``benchmarks/sshd.py``)."""

from __future__ import annotations

import shutil

import pytest

from benchmarks.sshd import SSHD

SSH = shutil.which("ssh")
with_sshd = pytest.mark.skipif(not (SSHD or shutil.which("sshd")) or not SSH, reason="sshd or ssh is not installed")
