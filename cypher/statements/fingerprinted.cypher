// doc: The statements that decisions about these fingerprints speak of.
// param fingerprints: list[str]   fingerprints
// returns: statement
UNWIND $fingerprints AS fingerprint
MATCH (s:Statement {fingerprint: fingerprint})
RETURN properties(s) AS statement
