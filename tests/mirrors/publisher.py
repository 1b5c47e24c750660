"""A register in a repository with a site built by hand, ready to be published, for tests of gates."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from generator.clock import today
from generator.mirrors.admission.gates import Candidate, examined, local
from generator.publish.digests import Digests
from generator.publish.manifest import Manifest, measure, write
from generator.publish.receipts import Receipt, digest_of, keep
from generator.records.library import load
from generator.records.publishing import load_publishing
from tests import tiny
from tests.drafts.repository import Repository, repository

TODAY = dt.date(2026, 11, 22)
AT = "https://example.org/"
PUBLISH = "targets:\n  net: {kind: folder, folder: dist/net, url: 'https://example.org/'}\n"
TRIAL = "targets:\n  net: {kind: folder, folder: dist/net, trial: true}\n"
REAL = tiny.FEDERATION.replace("sample: true\n", "")
PAGES = {"index.html": "<p>首页</p>", "a/b.html": "<p>乙</p>", "feed.xml": "<feed/>"}


@dataclass
class Publisher:
    """Whoever publishes."""

    repo: Repository
    today: dt.date = TODAY
    built: dt.date | None = TODAY

    @property
    def root(self) -> Path:
        """Of the register."""
        return self.repo.root

    def head(self) -> str:
        """The newest commit."""
        return self.repo.git("rev-parse", "HEAD").strip()

    def commit(self, path: str, text: str) -> str:
        """Change one file; the commit."""
        self.repo.write(path, text)
        self.repo.commit()
        return self.head()

    def reviewed(self) -> None:
        """What is committed counts as reviewed from now on."""
        self.repo.git("update-ref", "refs/remotes/origin/main", "HEAD")

    def build(self, files: dict[str, str] | None = None, *, commit: str | None = None, url: str = AT) -> Manifest:
        """Write a site and its list."""
        site = self.root / "site"
        shutil.rmtree(site, ignore_errors=True)
        for path, text in (PAGES if files is None else files).items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, encoding="utf-8")
        manifest = measure(site, self.head() if commit is None else commit, url)
        write(site, manifest)
        return manifest

    def fresh(self) -> None:
        """Say that the site has just been built from the register as it is, and has passed the leak check."""
        manifest, _ = examined(self.root / "site", Digests.of(self.root))
        assert manifest is not None
        texts = load(self.root)[0].texts
        keep(self.root, manifest.id, Receipt(today().isoformat(), digest_of(texts), built=True, sealed=0, unreadable=0))

    def candidate(self) -> Candidate:
        """The site as it lies there, which must be true to its list."""
        manifest, wrong = examined(self.root / "site", Digests.of(self.root))
        assert manifest is not None, wrong
        library, _ = load(self.root)
        publishing, problems = load_publishing(self.root)
        assert publishing is not None, problems
        target = publishing.targets["net"]
        site = self.root / "site"
        return Candidate(self.root, site, manifest, library, [], publishing, target, self.today, self.built)

    def told(self, **changed: object) -> list[str]:
        """What the gates that need no server say."""
        return [str(each) for each in local(replace(self.candidate(), **changed))]  # type: ignore[arg-type]


def publisher(folder: Path) -> Publisher:
    """A register that is no sample, committed and reviewed, with a site of that commit."""
    made = Publisher(repository(folder))
    made.repo.write("teams/federation.yml", REAL)
    made.repo.write("publish.yml", PUBLISH)
    made.repo.write(".gitignore", "/site/\n/dist/\n/.cache/\n")
    made.repo.commit()
    made.reviewed()
    made.build()
    return made
