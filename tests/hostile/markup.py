"""Web pages and Markdown: marks that never close, or that would take the square of their number."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.case import FAR, NEAR, Case, noise

PAGES: list[tuple[str, str, Callable[[], str | bytes]]] = [
    ("a web page without words", "document-no-text", lambda: "<html><script>let a = 1"),
    ("a web page of comments that never end", "html", lambda: "mot" + "<!--" * 2_000),
    ("a web page of comments that open again", "html", lambda: "mot" + "<!--<!-->" * 90_000),
    ("a web page of endless depth", "html", lambda: "<div><b>" * 90_000 + "mot"),
    ("a web page of impossible letters", "html", lambda: "a&#x110000;&#xD800;&#0;&bogus;" * 9_000),
    ("a web page of signs", "html", lambda: "mot" + "<" * 90_000),
    ("a web page of ampersands", "html", lambda: "mot" + "&" * 900_000),
    ("a web page of names of letters", "html", lambda: "&notit" * 150_000),
    ("a web page of numbers of letters", "html", lambda: "a&#" + "9" * 100_000 + ";&#x" + "f" * 100_000),
    ("a web page of ends", "html", lambda: "mot" + "</" * 4_000 + "</p" * 4_000),
    ("a web page of ends of nothing", "html", lambda: "</li></td></table></body></html>" * 20_000 + "mot"),
    ("a web page of quotes that never close", "html", lambda: "mot" + '<a b="' * 2_000),
    ("a web page of attributes", "html", lambda: "<p " + " ".join(f"a{n}='b'" for n in range(90_000)) + ">mot"),
    ("a web page of an attribute without end", "html", lambda: f"<p a='{'b' * 2_000_000}'>mot"),
    ("a web page of a name without end", "html", lambda: f"<{'a' * 1_000_000}>mot"),
    ("a web page of declarations", "html", lambda: "mot" + "<!a" * 9_000 + "<![a" * 9_000),
    ("a web page of unread sections", "html", lambda: "mot" + "<![CDATA[" * 9_000),
    ("a web page of instructions", "html", lambda: "mot" + "<?a" * 9_000),
    ("a web page of scripts that never end", "document-no-text", lambda: "<script>" + "</scrip" * 90_000),
    ("a web page of scripts", "html", lambda: "<script>a</script>" * 60_000 + "mot"),
    ("a web page of heads that never close", "html", lambda: "<head>" * 60_000 + "<body>mot"),
    ("a web page of frames", "html",
     lambda: f"<iframe src='{NEAR}'></iframe><object data='{FAR}'></object>" * 999 + "mot"),
    ("a web page of pictures from elsewhere", "html",
     lambda: f"<img src='{FAR}'><link href='{NEAR}'><base href='{FAR}'>mot"),
    ("a web page that asks the server", "html",
     lambda: f"<!--#include file='/etc/hostname'--><!--#exec cmd='ls {NEAR}'-->mot"),
    ("a web page that goes elsewhere", "html", lambda: f"<meta http-equiv=refresh content='0;url={FAR}'>mot"),
    ("a web page of a DOCTYPE from outside", "html",
     lambda: f"<!DOCTYPE html [<!ENTITY a SYSTEM '{NEAR}'>]><p>&a; mot"),
    ("a web page of laughs", "html", lambda: '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>&b;' * 9 + "mot"),
    ("a web page of tables in tables", "html", lambda: "<table><tr><td>" * 60_000 + "mot"),
    ("a web page of a cell as wide as can be", "html",
     lambda: "<table><tr><td colspan=99999999 rowspan=99999999>a<td>b<tr><td>c<td>d</table>"),
    ("a web page of cells that cross", "html",
     lambda: "<table><tr><td>a<td rowspan=3>b<tr><td colspan=3>c<tr><td>d</table>" * 2_000),
    ("a web page of rows without a table", "html",
     lambda: "<tr><td>a</tr><td>b<table>c<td>d<tr></table></table>" * 9_000),
    ("a web page of many cells", "html", lambda: "<table>" + "<tr><td>a<td>b" * 9_000),
    ("a web page of items", "html", lambda: "<ul><li>" * 90_000 + "mot"),
    ("a web page of line ends", "html", lambda: "a<br>" * 50_000),
    ("a web page of endless words", "document-long", lambda: "<p>" + "mot " * 800_000),
    ("a web page in UTF-16", "html", lambda: "\ufeff<html><p>réseau".encode("utf-16-le")),
    ("a web page that says another encoding", "html",
     lambda: "<html><meta charset=utf-7><p>+ADw-script+AD4- réseau".encode("cp1252")),
    ("a web page of a letter in half", "html", lambda: b"<html><p>r\xc3" + b"\xe2\x82" * 9_000),
    ("a web page that is noise", "document-type", lambda: b"<html>" + noise(9_000)),
    ("a web page that is a picture", "document-no-text", lambda: "<html><svg><text>mot</text></svg>"),
    ("a web page of plain text", "html", lambda: "<plaintext>mot" + "</plaintext>" * 9_000),
    ("a web page of a title that never ends", "html", lambda: "<title>mot" + "</titl" * 9_000 + "<body>mot"),
]  # fmt: skip
MARKS: list[tuple[str, str, Callable[[], str | bytes]]] = [
    ("Markdown of quotes in quotes", "md", lambda: ">" * 300_000 + "\n" + "> " * 150_000 + "mot"),
    ("Markdown of links that never close", "md", lambda: "[" * 300_000 + "mot" + "](" * 300_000),
    ("Markdown of links in links", "md", lambda: "[![a](b)](c) " * 30_000),
    ("Markdown of links to files", "md", lambda: f"[a]({NEAR}) ![b]({FAR}) <{FAR}> <script src='{FAR}'></script>"),
    ("Markdown of stars", "md", lambda: "*" * 200_000 + "a" + "*a **" * 20_000),
    ("Markdown of lines below", "md", lambda: "_a" * 50_000 + "__a__" * 20_000),
    ("Markdown of ticks", "md", lambda: "`" * 900_000 + "mot"),
    ("Markdown of backslashes", "md", lambda: "mot" + "\\" * 200_000 + "\\a" * 20_000),
    ("Markdown of formulas", "md", lambda: "$a_{" * 40_000 + "$^{" * 20_000),
    ("Markdown of commands", "md", lambda: "\\text{" * 30_000 + "\\textbf{a" * 9_000),
    ("Markdown of headings", "md", lambda: "# a #\n" * 20_000 + "#" * 90_000),
    ("Markdown of rules", "md", lambda: "mot\n" + "- - - - x\n" * 20_000 + "- " * 90_000),
    ("Markdown of tables", "md", lambda: "|a" * 90_000 + "\n" + "|-" * 90_000),
    ("Markdown of items in items", "md", lambda: "".join(" " * (n % 3_000) + "* a\n" for n in range(900))),
    ("Markdown of notes of itself", "md", lambda: "[a]: a\n[a][a][^1]\n[^1]: [^1]\n" * 9_000),
    ("Markdown of a fence that never closes", "md", lambda: "```\n" * 99_999 + "mot"),
    ("Markdown of letters of HTML", "md", lambda: "&#0;&amp;&bogus;<!--<![CDATA[" * 9_000),
    ("Markdown of endless words", "document-long", lambda: "**mot** " * 380_000),
    ("Markdown of noise", "document-type", lambda: noise(8_000)),
    ("Markdown of nothing but marks", "md", lambda: "#\n>\n**\n---\n" * 9),
]  # fmt: skip
CASES = [
    Case(name, expected, suffix, content)
    for suffix, made in (("html", PAGES), ("md", MARKS))
    for name, expected, content in made
]
