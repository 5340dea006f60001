"""tantivy: Lucene's way in Rust. English stems, its own snippets, one segment.

A title is a field of its own, which weighs it by itself: it is short, so a word of it counts for much, and then once
more if the text says it too. Of the weights 1 to 8 on top of that, 1 found most. While typing, the last word is asked
as the first words of the vocabulary that begin with it: its own query for prefixes gives every hit the same score.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from bench.engines import DEEP, PASSAGE, TOP, Shown, Timed, Way, timing, words
from search.articles.sections import Section

FIELDS = {"title": 1.0, "page_title": 1.0, "body": 1.0}
COMPLETIONS = 24  # of the last word; as many as ours takes
HEAP = 512_000_000


class Tantivy:
    name = "tantivy"
    ways: frozenset[Way] = frozenset({"question", "typing"})

    def build(self, sections: Sequence[Section], folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        for name in FIELDS:
            builder.add_text_field(name, stored=True, tokenizer_name="en_stem", index_option="freq")
        builder.add_text_field("path", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("plain", tokenizer_name="default", index_option="freq")
        self._schema = builder.build()
        home = folder / "tantivy"
        home.mkdir()
        self._index = tantivy.Index(self._schema, path=str(home))
        writer = self._index.writer(HEAP, num_threads=1)
        for section in sections:
            writer.add_document(
                tantivy.Document(
                    title=section.title,
                    page_title="" if section.leads else section.page_title,
                    body=section.text,
                    path=section.path,
                    plain=f"{section.title} {section.text}",
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def ready(self) -> None:
        """It was when build() returned."""

    def ask(self, text: str, way: Way) -> Timed:
        with timing() as timed:
            query = self._query(text) if way == "question" else self._unfinished(text)
            snippets = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "body")
            snippets.set_max_num_chars(PASSAGE)
            for _, address in self._searcher.search(query, TOP, count=False).hits:
                document = self._searcher.doc(address)
                title = document.get_first("title") or ""
                timed.found.append(Shown(title, snippets.snippet_from_doc(document).to_html()))
        return timed

    def _query(self, text: str) -> tantivy.Query:
        asked = " ".join(words(text))
        return self._index.parse_query_lenient(asked, list(FIELDS), field_boosts=FIELDS)[0]

    def _unfinished(self, text: str) -> tantivy.Query:
        *whole, last = words(text) or [""]
        begun = self._searcher.terms_with_prefix("plain", last, limit=COMPLETIONS)
        should = [(tantivy.Occur.Should, self._term(term)) for term, _ in begun]
        if whole:
            should.append((tantivy.Occur.Should, self._query(" ".join(whole))))
        return tantivy.Query.boolean_query(should)

    def _term(self, term: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, "plain", term, index_option="freq")

    def paths(self, text: str) -> Iterable[str]:
        for _, address in self._searcher.search(self._query(text), DEEP, count=False).hits:
            yield self._searcher.doc(address).get_first("path")

    def close(self) -> None:
        """Nothing but memory and the folder."""
