"""Sites in other languages than English, and one in two of them."""

from collections.abc import Callable

import pytest

Made = Callable[..., Callable[..., list[str]]]

GERMAN = {
    "ton": "# Einseitiger Ton\n\nWenn nur eine Seite etwas hört, prüfen Sie den Router.",
    "abbruch": "# Gespräche brechen ab\n\nDie Verbindung wird nach dreißig Sekunden getrennt.",
    "stoerung": "# Störungen melden\n\nSo melden Sie uns eine Störung der Anlage.",
    "rechnung": "# Rechnungen\n\nWo Sie Ihre Rechnung finden und wie Sie bezahlen.",
    "rufnummer": "# Rufnummernmitnahme\n\nSo nehmen Sie Ihre Telefonnummer mit.",
}
FRENCH = {
    "audio": "# Pas de son\n\nL'appel est établi mais l'autre personne n'est pas entendue.",
    "connexion": "# Connexion refusée\n\nLes connexions au serveur sont coupées.",
    "facture": "# Factures\n\nTélécharger les factures réglées du mois précédent.",
    "numero": "# Numéros\n\nComment transférer vos numéros vers notre réseau.",
}
SPANISH = {
    "audio": "# Sin audio\n\nLa llamada se conecta pero no se oye nada.",
    "config": "# Configuración del teléfono\n\nCómo configurar un teléfono nuevo.",
    "grabacion": "# Grabaciones\n\nDónde escuchar las grabaciones de las llamadas.",
    "contrasena": "# Contraseña\n\nSi ha olvidado su contraseña, cámbiela aquí.",
}
RUSSIAN = {
    "zvuk": "# Нет звука\n\nСобеседник вас не слышит.",
    "nastroika": "# Настройка телефона\n\nКак настроить новый телефон, чтобы он подключился.",
    "schet": "# Счета\n\nГде скачать счета за связь.",
    "perevod": "# Перевод звонков\n\nКак перевести звонок на другой номер. Ещё о переводе.",
}
CHINESE = {
    "audio": "# 单向音频\n\n如果只有一方能听到声音，请检查路由器的SIP ALG设置。",
    "drop": "# 通话中断\n\n通话在三十秒后自动挂断，通常是防火墙的问题。",
    "bill": "# 账单\n\n在门户网站下载每月账单。",
    "number": "# 号码转移\n\n如何把现有的电话号码转移过来。",
}
JAPANESE = {
    "audio": "# 片方向の音声\n\n相手の声が聞こえない場合はルーターを確認してください。",
    "drop": "# 通話が切れる\n\n三十秒後に通話が切断されます。",
    "bill": "# 請求書\n\nポータルから請求書をダウンロードできます。",
}
THAI = {
    "audio": "# ไม่มีเสียง\n\nหากได้ยินเสียงเพียงฝ่ายเดียวให้ตรวจสอบเราเตอร์",
    "bill": "# ใบแจ้งหนี้\n\nดาวน์โหลดใบแจ้งหนี้จากพอร์ทัล",
}
SITES = {"de": GERMAN, "fr": FRENCH, "es": SPANISH, "ru": RUSSIAN, "zh": CHINESE, "ja": JAPANESE, "th": THAI}


@pytest.mark.parametrize(
    ("language", "question", "page"),
    [
        ("de", "Warum brechen meine Gespräche immer ab?", "abbruch"),
        ("de", "das Gespraech wird abgebrochen, Verbindungen getrennt", "abbruch"),
        ("de", "Ich möchte eine Stoerung melden", "stoerung"),
        ("de", "STÖRUNG", "stoerung"),
        ("de", "wo sind meine rechnungen", "rechnung"),
        ("de", "Telefonnummern mitnehmen", "rufnummer"),
        ("de", "routers pruefen", "ton"),
        ("fr", "je veux transferer mon numero", "numero"),
        ("fr", "où télécharger ma facture réglée", "facture"),
        ("fr", "la connexion est coupée", "connexion"),
        ("fr", "lors d’un appel on ne m'entend pas, pas de son", "audio"),
        ("es", "configuracion de telefonos", "config"),
        ("es", "¿Dónde está la grabación de mi llamada?", "grabacion"),
        ("es", "he olvidado las contraseñas", "contrasena"),
        ("ru", "как перевести звонки", "perevod"),
        ("ru", "настройки телефонов", "nastroika"),
        ("ru", "НЕТ ЗВУКА", "zvuk"),
        ("zh", "电话没有声音，只能单向听到", "audio"),
        ("zh", "通话自动中断怎么办", "drop"),
        ("zh", "账单", "bill"),
        ("zh", "sip alg", "audio"),
        ("ja", "通話がすぐ切断される", "drop"),
        ("ja", "請求書はどこ", "bill"),
        ("th", "ไม่ได้ยินเสียง", "audio"),
        ("th", "ใบแจ้งหนี้", "bill"),
    ],
)
def test_a_site_is_found_in_its_own_language(made: Made, language: str, question: str, page: str):
    assert made(SITES[language], language=language)(question)[0] == page


def test_a_german_page_that_spells_umlauts_in_two_letters_is_found_by_one(made: Made):
    ask = made(GERMAN | {"alt": "# Prüfgeräte\n\nDie Ueberpruefung der Waehlhilfe."}, language="de")
    assert ask("Überprüfung")[0] == "alt"
    assert ask("wählhilfe")[0] == "alt"


def test_in_a_chinese_page_one_sign_finds_while_it_is_typed(made: Made):
    assert "bill" in made(CHINESE, language="zh")("账", way="typing")


def test_a_mixed_site_is_found_in_each_of_its_languages(made: Made):
    german = {f"de/{name}": f"---\nlang: de\n---\n{text}" for name, text in GERMAN.items()}
    english = {
        "calls": "# Calls drop\n\nThe connection is closed after thirty seconds.",
        "registering": "# Registering phones\n\nEvery phone registers with its password.",
    }
    ask = made(german | english)
    assert ask("Gesprächen")[0] == "de/abbruch"
    assert ask("Rechnung")[0] == "de/rechnung"
    assert ask("why does my call drop")[0] == "calls"
    assert ask("registered phone")[0] == "registering"


def test_a_language_that_nothing_is_known_of_is_found_by_its_words(made: Made):
    ask = made(
        {"dzwiek": "# Brak dźwięku\n\nNie słychać rozmówcy.", "faktura": "# Faktury\n\nGdzie są."}, language="pl"
    )
    assert ask("brak dzwieku")[0] == "dzwiek"
    assert ask("faktury")[0] == "faktura"


def test_a_language_that_is_none_is_english(made: Made):
    ask = made({"a": "---\nlang: Klingon\nlanguage: [1]\n---\n# Registering\n\nText.", "b": "# Other\n\nText."})
    assert ask("registered")[0] == "a"
