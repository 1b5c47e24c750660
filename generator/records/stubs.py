"""What a program writes where only a person can say what is true; the rules report it until she has."""

from __future__ import annotations

ALT_STUB = "待填写：照片里看得到什么"
"""The alternative text of a photo that has just been put in; never shown, because rule I2 stops it."""
