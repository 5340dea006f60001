from reporter.journey.text import clean_line, clean_text


def test_every_kind_of_line_break_is_a_newline():
    assert clean_text("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\ni") == "\n".join("abcdefghi")


def test_blanks_within_a_line_stay_and_those_around_it_go():
    assert clean_text("  \n  INVITE   sip:a  \n\n\tVia: x \n\n") == "INVITE   sip:a\n\n\tVia: x"


def test_control_and_bidi_override_characters_are_gone():
    assert clean_text("a\x00b\x1b[31mc\u202egnp.exe\u2066d\udc80e") == "ab[31mcgnp.exede"


def test_a_line_is_one_line_with_single_blanks():
    assert clean_line(" one\r\ntwo\tthree  four\u00a0five ") == "one two three four five"


def test_letters_of_every_script_stay():
    words = "Zażółć 日本語 עברית नमस्ते 👩‍💻 می‌خواهم"
    assert clean_line(words) == words
