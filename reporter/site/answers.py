"""The articles' own `answers:`, asked of the index that was built with them."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from reporter.errors import Unavailable
from reporter.site.release import Release
from search.errors import BadIndex
from search.evaluation.judge import first_pages
from search.index.stored import stored_sections
from search.retrieval.query import MOST_OF_A_PAGE, Searcher

FIRST = 3  # pages among which the article must be


@dataclass(frozen=True, slots=True)
class Missed:
    path: str
    question: str
    came: tuple[str, ...]  # the paths of the first pages instead
    searched: bool  # whether the article is in the index at all

    def __str__(self) -> str:
        if not self.searched:
            return f"{self.path}: {self.question!r} cannot find it: `search: exclude:` keeps it out of the search."
        return f"{self.path}: {self.question!r} does not find it; first came {', '.join(self.came) or 'nothing'}."


@dataclass(frozen=True, slots=True)
class Asked:
    questions: int
    missed: tuple[Missed, ...]

    @property
    def found(self) -> int:
        return self.questions - len(self.missed)


def ask_answers(release: Release, *, vectors: bool, progress: Callable[[int, int], None]) -> Asked:
    """Every question of every article, in the order of their paths; `vectors`: by meaning too.

    Raises Unavailable (no index, or a damaged one).
    """
    questions = [(path, question) for path, answers in sorted(release.answers().items()) for question in answers]
    missed: list[Missed] = []
    try:
        searched = {section["path"] for section in stored_sections(release.index)}
        with closing(Searcher.open(release.index, vectors=vectors)) as searcher:
            for done, (path, question) in enumerate(questions, start=1):
                hits = searcher.search(question, limit=FIRST * MOST_OF_A_PAGE)
                came = first_pages((hit.path for hit in hits), FIRST)
                if path not in came:
                    missed.append(Missed(path, question, tuple(came), path in searched))
                progress(done, len(questions))
    except BadIndex as error:
        raise Unavailable(str(error)) from error
    return Asked(len(questions), tuple(missed))
