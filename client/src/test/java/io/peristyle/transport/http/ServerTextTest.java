package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ServerTextTest {
    @Test
    void takesModernErrorsApart() {
        assertThat(ServerText.parse(
                        "Code: 60. DB::Exception: Unknown table (nix). (UNKNOWN_TABLE) (version 26.7.2.1)\n"))
                .isEqualTo(new ServerText(60, "Unknown table (nix)."));
        assertThat(ServerText.parse("Code: 62. DB::Exception: Syntax error: failed at position 8 (x): x. (SYNTAX_ERROR)"
                        + " (version 24.3.1.1 (official build))\n"))
                .isEqualTo(new ServerText(62, "Syntax error: failed at position 8 (x): x."));
    }

    @Test
    void takesMarkedErrorsApart() {
        assertThat(ServerText.parse("\r\nCode: 395. DB::Exception: Too many. (FUNCTION_THROW_IF_VALUE_IS_NON_ZERO)"
                        + " (version 26.7.2.1)\n97 abcdefghijklmnop\r\n__exception__\r\n"))
                .isEqualTo(new ServerText(395, "Too many."));
    }

    @Test
    void takesOldErrorsApart() {
        assertThat(ServerText.parse("Code: 60, e.displayText() = DB::Exception: Table default.nix doesn't exist.,"
                        + " e.what() = DB::Exception\n"))
                .isEqualTo(new ServerText(60, "Table default.nix doesn't exist."));
    }

    @Test
    void looksThroughALongTextOnce() {
        for (String filler : new String[] {" ", " (A", " (version (", ", e.what() = ", " (AAAAAAAA", "\n1 a\r\n"}) {
            String message = "x" + filler.repeat(128 * 1024 / filler.length()) + "!";

            assertTimeoutPreemptively(
                    Duration.ofSeconds(2),
                    () -> assertThat(ServerText.parse("Code: 1. DB::Exception: " + message))
                            .isEqualTo(new ServerText(1, message)));
        }
    }

    @Test
    void leavesAVersionThatIsSpokenOf() {
        assertThat(ServerText.parse("Code: 1. DB::Exception: Not in (version 3) yet. (NO) (version 26.7.2.1)\n"))
                .isEqualTo(new ServerText(1, "Not in (version 3) yet."));
        assertThat(ServerText.parse("Code: 1. DB::Exception: Not in (version 3) yet (NO)\n"))
                .isEqualTo(new ServerText(1, "Not in (version 3) yet"));
    }

    @Test
    void isNoErrorWithoutACode() {
        assertThat(ServerText.parse("<html>Bad Gateway</html>")).isNull();
        assertThat(ServerText.parse("a value with DB::Exception in it, Code: 1"))
                .isNull();
    }
}
