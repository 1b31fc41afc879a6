package io.peristyle.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RevisionTest {
    @Test
    void aFeatureBeginsWithItsRevision() {
        assertThat(Revision.PARAMETERS.in(54_458)).isFalse();
        assertThat(Revision.PARAMETERS.in(54_459)).isTrue();
        assertThat(Revision.PARAMETERS.in(54_488)).isTrue();
    }

    @Test
    void theLowerRevisionHolds() {
        assertThat(Revision.negotiated(Revision.NEWEST, Revision.OLDEST)).isEqualTo(54_412);
        assertThat(Revision.negotiated(Revision.NEWEST, 54_492)).isEqualTo(54_488);
    }

    @Test
    void featuresStandInOrderAndNoneIsNewerThanWhatIsDeclared() {
        assertThat(Arrays.stream(Revision.values()).mapToInt(Revision::since))
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(since -> since <= Revision.NEWEST);
    }
}
