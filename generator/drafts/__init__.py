"""Records that are still being written: new ones, what they lack, and corrections that change no meaning."""
