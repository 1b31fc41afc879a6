package io.peristyle.chaos.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Findings findings = new Findings("T0");

    @Test
    void callsAFigureBeyondItsBoundAViolationAndShowsItsExamples() {
        findings.evidence("rows lost", "row 7");
        findings.evidence("read errors", "not a violation, so never shown");
        findings.check("rows lost", 1, Bound.exactly(0));
        findings.check("read errors", 0.1, Bound.atMost(0.1, "%"));

        assertThat(findings.violations())
                .singleElement()
                .asString()
                .contains("T0: rows lost: 1 (0) VIOLATION", "row 7");
    }

    @Test
    void callsAFigureThatCouldNotBeMeasuredAViolation() {
        findings.check("throughput", Double.NaN, Bound.atLeast(60, "%"));
        findings.check("wait", Double.NaN, Bound.atMost(250, "ms"));

        assertThat(findings.violations()).hasSize(2).allMatch(text -> text.contains("not measured"));
    }

    @Test
    void keepsToBoundsOnBothSides() {
        assertThat(Bound.exactly(3).allows(3)).isTrue();
        assertThat(Bound.exactly(3).allows(2)).isFalse();
        assertThat(Bound.atMost(250, "ms").allows(250)).isTrue();
        assertThat(Bound.atMost(250, "ms").allows(250.1)).isFalse();
        assertThat(Bound.atLeast(60, "%").allows(60)).isTrue();
        assertThat(Bound.atLeast(60, "%").allows(59.9)).isFalse();
    }

    @Test
    void keepsTheFirstFewExamplesOfAFigureOnly() {
        for (int i = 0; i < 1_000; i++) {
            findings.evidence("rows lost", "row " + i + ".");
        }
        findings.check("rows lost", 1_000, Bound.exactly(0));

        assertThat(findings.violations())
                .singleElement()
                .asString()
                .contains("row 4.")
                .doesNotContain("row 5.");
    }

    @Test
    void linesUpTheColumnsOfItsTable() {
        findings.check("rows lost", 0, Bound.exactly(0));
        findings.check("first success elsewhere", 312.4, Bound.atMost(250, "ms"));

        List<String> table = VerdictTable.of(findings.verdicts());
        assertThat(table)
                .containsExactly(
                        "test  figure                   measured  bound     verdict",
                        "T0    rows lost                0         0         ok",
                        "T0    first success elsewhere  312.4 ms  ≤ 250 ms  VIOLATION");
    }
}
