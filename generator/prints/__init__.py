"""What is printed or hung up: posters, leaflets, certificates, sheets; typeset from plain views by Typst."""
