"""How well readers find the facts of a document, against what a person found in it.

A folder GOLD holds what the person found (`gold`), in words that the `crosswalk` turns into relations and properties of
the schema (`expected`). `counting` compares them with facts; `figures` adds the results up.
"""
