"""The web form at /admin/ for people who do not know git: built on demand, never part of the public site."""
