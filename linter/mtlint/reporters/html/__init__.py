"""The HTML report: which documents it shows whole, what of their text, and the page they stand in.

`panel` runs where a document was linted and makes a short JSON text of it; everything else runs at the end,
for the few documents that are shown.
"""
