"""From the sections of rendered pages to ranked hits. Usable alone: no Flask, no MkDocs, nothing of the reporter.

To begin with: `articles.sections` (what is indexed), `index.build` (sections to a folder), `retrieval.query` (a folder
and a text to an `Answer`), `retrieval.hits` (what an answer holds), `evaluation.judge` (what the ranking is worth).

Imports run upwards here, from the words to the ranking:

- `language`, for articles and questions alike: `analysis`, `addresses`, `languages`, `edits`, `evidence`, and what
  means the same: `synonyms` (`telephony`, `sip_names`, `synonym_file`)
- `articles`: `sections`, `rendering`, `cutting`, `boilerplate`
- `index`, making one: `build`, `folder`, `analysed`, `engine` (Whoosh), `schema`, `arrays`, `merging`, `columns`,
  `rows`, `earlier`, `facts`; what is mapped beside the postings: `places`, `texts`, `vocabulary`, `spelling`,
  `vectors`, `word_vectors` (both of `pieces`); and read back: `stored`
- `retrieval`, reading a question: `question`, `lexicon`, `mending`; ranking: `wanted`, `scoring`, `nearness`,
  `closeness` (by `standings`), `word_by_word`, `ranking`, `query`; what is shown: `hits`, `passage`, `reasons`; what
  travels to a browser: `served`
- `evaluation`: `judge`, `baseline`

`errors`: what is told of an index that cannot be used.
"""
