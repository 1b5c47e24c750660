"""``python -m generator`` is ``jinguo``."""

from generator.cli.main import main

main()
