"""One published story as an article for somebody else's editor: the WeChat account, or the CMS of a city or county."""
