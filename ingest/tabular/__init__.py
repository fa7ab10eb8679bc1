"""The tables inside documents: facts from those whose meaning is certain, by the columns of the template."""
