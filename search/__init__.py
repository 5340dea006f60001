"""From the sections of rendered pages to ranked hits. Usable alone: no Flask, no MkDocs, nothing of the reporter.

To begin with: `sections` (what is indexed), `build` (sections to a folder), `query` (a folder and a text to an
`Answer`), `hits` (what an answer holds), `judge` (what the ranking is worth).

- Pages: `folder`, `rendering`, `cutting`, `boilerplate`
- Words, for articles and questions alike: `analysis`, `addresses`, `languages`
- Making an index: `analysed`, `engine` (Whoosh), `schema`, `arrays`, `merging`, `columns`, `rows`, `earlier`, `facts`
- What is mapped beside the postings: `places`, `texts`, `vocabulary`, `spelling`, `meaning` (vectors of `pieces`)
- Reading a question: `question`, `lexicon`, `mending` (by `edits`), `synonyms` (`telephony`, `sip_names`,
  `synonym_file`), `evidence`
- Ranking: `wanted`, `scoring`, `closeness`, `ranking`; then `passage` and `reasons` for what is shown, `served` for
  what travels to a browser
- Judging: `judge`, `baseline`, `stored`; `errors`: what is told of an index that cannot be used
"""
