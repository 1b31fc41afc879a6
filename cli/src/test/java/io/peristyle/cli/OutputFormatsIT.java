package io.peristyle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.ServerFeature;
import io.peristyle.testkit.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEveryServer
@OverEveryTransport
class OutputFormatsIT {
    private static final int FLOATS = 100_000;

    private final ClickHouseServer server;
    private final String url;

    OutputFormatsIT(ClickHouseServer server, Transport transport) {
        this.server = server;
        this.url = transport.url(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TabSeparated", "TabSeparatedWithNamesAndTypes", "CSV", "JSONEachRow"})
    void writesTheBytesThatTheServerWrites(String format, ServerVersion version, Transport transport) {
        List<String> selects = new ArrayList<>(Selects.of(version));
        if (!ServerFeature.ZONES_OF_DATE_TIME.isOver(transport, version)) {
            selects.removeIf(select -> select.contains("toDateTime("));
        }
        if (!ServerFeature.HEADERS_OF_NOTHING.isOver(transport, version)) {
            selects.removeIf(select -> Selects.served(server, select + " FORMAT TabSeparated").length == 0);
        }
        CommandRun run = CommandRun.withInput(String.join(";\n", selects), "query", "--url", url, "--format", format);
        assertThat(run.err()).isEmpty();
        StringBuilder all = new StringBuilder();
        for (String select : selects) {
            all.append(text(Selects.served(server, select + " FORMAT " + format)));
        }
        String expected = all.toString();
        if (!expected.equals(latin(run.out()))) {
            compareOneByOne(selects, format);
        }
        // Not isEqualTo: its message would be megabytes.
        assertThat(expected.equals(latin(run.out()))).isTrue();
    }

    private void compareOneByOne(List<String> selects, String format) {
        SoftAssertions softly = new SoftAssertions();
        for (String select : selects) {
            CommandRun run = CommandRun.of("query", "--url", url, "--format", format, select);
            softly.assertThat(latin(run.out()))
                    .as(select)
                    .isEqualTo(text(Selects.served(server, select + " FORMAT " + format)));
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Float64", "Float32"})
    void writesRandomFloatsAsTheServerDoes(String type) {
        String bits = type.equals("Float64") ? "rand64()" : "rand()";
        String sql = "SELECT toString(x), x FROM (SELECT reinterpretAs" + type + "(reinterpretAsString(" + bits
                + ")) AS x FROM (SELECT number FROM system.numbers LIMIT " + FLOATS + "))";
        CommandRun run = CommandRun.of("query", "--url", url, sql);
        assertThat(run.err()).isEmpty();
        List<String> lines = run.text().lines().toList();
        assertThat(lines).hasSize(FLOATS).allSatisfy(line -> {
            String[] pair = line.split("\t", -1);
            assertThat(pair[1]).isEqualTo(pair[0]);
        });
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return latin(bytes);
    }
}
