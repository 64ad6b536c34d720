"""The workbook in Spanish, in a terminal of the usual size."""

from tests.terminal.conftest import Start


def test_first_screen_home_and_help_are_in_spanish_and_fit(start: Start) -> None:
    terminal = start("--language", "es")
    terminal.wait_for("Necesito ayuda ahora")
    terminal.settle()
    *_rest, bar = terminal.text.rstrip().splitlines()
    assert bar.split("  ")[1:] == ["Enter Abrir", "Ctrl+Q Salir", "F1 Ayuda"]
    assert "Ctrl+Q o F9 cierra esto de inmediato" in terminal.text
    terminal.press("down", "down", "enter")
    terminal.wait_for("Podrías seguir con: Bienvenida")
    terminal.settle()
    *_rest, above, bar, more = terminal.text.rstrip().splitlines()
    assert [*bar.split("  ")[1:], *more.split("  ")[1:]] == [
        "Enter Abrir",
        "e Más",
        "a Aparte",
        "2 Límites",
        "3 Plan",
        "4 Registro",
        "Ctrl+Q Salir",
        "F1 Ayuda",
    ]
    assert above.strip() == ""
    assert "Mi plan                                   7 min   Sin empezar" in terminal.text
    terminal.press("f1")
    terminal.wait_for("¿Estoy en peligro ahora?")
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
