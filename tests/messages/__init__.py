"""The catalogues: what is gathered from the source, what a translator writes, what gettext reads."""
