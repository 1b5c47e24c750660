"""The MkDocs face: the only module that imports mkdocs. It hands planned pages over and does no work itself."""

from __future__ import annotations

import logging
import os
from functools import wraps
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.clock import today
from generator.console import Terminal
from generator.fingerprints import fingerprinted
from generator.pages.clean import scrollable
from generator.pages.illustrations import illustrated
from generator.pages.sources import PageSource
from generator.problems import ContentError, count
from generator.publish import stage
from generator.publish.leaks import Forbidden, read_as_stranger
from generator.publish.links import broken_links
from generator.publish.stage import STAGED_BY, STRICT, URL
from generator.search.index import SCRIPT, SearchIndexError, script_of
from generator.site import SitePlan, plan_site


class _Warnings(logging.Handler):
    """Keeps MkDocs' own warnings, such as a missing anchor, which MkDocs weighs only after the last hook."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class JinguoPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Gives MkDocs the pages that the register plans, and guards what comes out."""

    def __init__(self) -> None:
        super().__init__()
        self.console = Terminal()
        self.command: Literal["build", "gh-deploy", "serve"] = "build"
        self.staged: stage.Stage | None = None
        self.plan: SitePlan | None = None
        self.sources: dict[str, PageSource] = {}
        self.names: dict[str, str] = {}
        """What templates call a file → where it lies on the site, for files whose names hold a digest."""
        self.warnings = _Warnings()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this hook keeps one plugin object for all rebuilds of ``mkdocs serve``."""
        del dirty
        self.command = command
        logger = logging.getLogger("mkdocs")
        if os.environ.get(STAGED_BY):
            # The calling command speaks for itself; ``--quiet`` would also silence what ``strict`` counts.
            for handler in logger.handlers:
                handler.setLevel(logging.ERROR)
        logger.addHandler(self.warnings)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the register and plan the site; MkDocs reads its own settings after this."""
        try:
            self.plan = plan_site(_root(config), today(), self.console, os.environ.get(URL, ""))
        except ContentError as error:
            for problem in error.problems:
                self.console.warn(str(problem))
            raise self._stopped(f"登记册有错误，网站没有更新：{count(error.problems)}") from None
        except SearchIndexError as error:
            raise self._stopped(str(error)) from None
        self._weigh_reminders(self.plan)
        self.warnings.messages.clear()
        site = self.plan.site
        self.sources = {page.markdown_address: page for page in self.plan.pages}
        config.site_name = site.title
        config.site_description = site.description
        config.site_url = site.url or None
        # Sections only: an entry for every story would make MkDocs quadratic.
        config.nav = [{each.title: f"{each.address.removesuffix('.html')}.md"} for each in site.sections]
        if self.command != "serve":
            self._stage(config)
        return config

    def _weigh_reminders(self, planned: SitePlan) -> None:
        """What the register's rules only advise is counted aloud; a strict build names it and stops."""
        reminders = len(planned.problems)
        if not reminders:
            return
        if not os.environ.get(STRICT):
            self.console.warn(f"登记册有 {reminders} 个提醒（jinguo check 查看）")
            return
        for problem in sorted(planned.problems):
            self.console.warn(str(problem))
        raise self._stopped(f"登记册有 {reminders} 个提醒，网站没有更新")

    def _stage(self, config: MkDocsConfig) -> None:
        handed = os.environ.get(STAGED_BY)
        if handed:
            config.site_dir = handed
            return
        self.staged = stage.begin(Path(config.site_dir))
        config.site_dir = str(self.staged.folder)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Planned pages and developed photographs take the place of whatever lies in ``content/``."""
        own_theme = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        themed = (file for file in files if file.src_dir and Path(file.src_dir) in own_theme)
        # what is printed is no page
        kept = [_fingerprinted(file) for file in themed if not file.src_uri.startswith("print/")]
        planned = self._planned()
        self.names = {file.src_uri: file.dest_uri for file in kept} | {SCRIPT: script_of(planned.files)}
        for address, page in self.sources.items():
            # The blank line keeps MkDocs from reading a text that begins with --- as front matter.
            kept.append(File.generated(config, address, content="\n" + page.body))
        for address, data in planned.files.items():
            kept.append(File.generated(config, address, content=data))
        for address, path in planned.photos.items():
            kept.append(File.generated(config, address, abs_src_path=str(path)))
        return Files(kept)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Templates name an asset as it is called in the theme; the page says where it lies."""
        del config, files
        plain = env.filters["url"]

        @wraps(plain)  # the mark that Jinja shall hand the context over comes along
        def url(context: TemplateContext, value: str) -> str:
            address: str = plain(context, self.names.get(value, value))
            return address

        env.filters["url"] = url
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Tell MkDocs which template and title a page has."""
        del config, files
        source = self.sources[page.file.src_uri]
        page.meta.update(template=source.template, title=source.title, description=source.description)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Contributed text is cleaned after rendering, so that no Markdown trick survives."""
        del config, files
        source = self.sources[page.file.src_uri]
        return scrollable(illustrated(html, source.address, self._planned().illustrations))

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """What a template sees: the frame of the site, the page's view and its rendered text."""
        del config, nav
        source = self.sources[page.file.src_uri]
        seen = {
            "site": self._planned().site,
            "head": self._planned().heads[source.address],
            "view": source.view,
            "heading": source.title,
            "description": source.description,
            "address": source.address,
            "content": page.content or "",
        }
        context.update(seen)  # type: ignore[typeddict-item]
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The same frame for templates that are no pages, such as 404.html."""
        del template_name, config
        frame: dict[str, Any] = {"site": self._planned().site}
        context.update(frame)  # type: ignore[typeddict-item]
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Read the result as a stranger would; only a clean one takes the place of the last good site."""
        built = Path(config.site_dir)
        (built / "sitemap.xml.gz").unlink(missing_ok=True)  # holds the time of the build
        planned = self._planned()
        self._weigh_warnings(config)
        if self.command == "serve" or os.environ.get(STAGED_BY):
            return
        withdrawn = Forbidden.withdrawn(planned.withdrawn)
        leaks = [*broken_links(built), *read_as_stranger(built, planned.allowed, withdrawn)]
        for leak in leaks:
            self.console.warn(str(leak))
        if leaks:
            raise PluginError(f"泄漏检查发现 {len(leaks)} 处问题，网站没有更新")
        if self.staged is not None:
            self.staged.commit()
            config.site_dir = str(self.staged.site)  # ``gh-deploy`` publishes from there
            self.staged = None

    def _weigh_warnings(self, config: MkDocsConfig) -> None:
        """Any warning of MkDocs stops a strict build before its result can take the place of the last one."""
        if not self.warnings.messages or self.command == "serve" or not config.strict:
            return
        for message in self.warnings.messages:
            self.console.warn(message)
        raise self._stopped(f"有 {len(self.warnings.messages)} 个警告，网站没有更新")

    def _stopped(self, message: str) -> BaseException:
        """What ends a build: said once, in Chinese, when our own command runs it; else MkDocs reports it."""
        if os.environ.get(STAGED_BY):
            self.console.warn(message)
            return SystemExit(1)
        return PluginError(message)

    def on_build_error(self, *, error: Exception) -> None:
        """Whatever went wrong, the last good site stays."""
        del error
        if self.staged is not None:
            self.staged.abandon()
            self.staged = None

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """The live preview follows the whole register, not only ``content/``."""
        del builder
        for folder in ("teams", "activities"):
            if (_root(config) / folder).is_dir():
                server.watch(str(_root(config) / folder))
        return server

    def _planned(self) -> SitePlan:
        if self.plan is None:
            raise PluginError("登记册还没有读取")
        return self.plan


def _fingerprinted(file: File) -> File:
    """A file of the theme under the name that changes with it."""
    named = fingerprinted(file.src_uri, file.content_bytes)
    return File(file.src_uri, file.src_dir, file.dest_dir, file.use_directory_urls, dest_uri=named)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent
