"""One file per output format, each with a class `Format`: the file's name is the format's."""
