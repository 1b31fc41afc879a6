package io.peristyle.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.error.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnNamesTest {
    @ParameterizedTest
    @CsvSource({
        "pickupTime, pickup_time",
        "URLOfPage, url_of_page",
        "userID, user_id",
        "pickup_time, pickup_time",
        "Id, id",
        "a1B, a1_b",
        "'', ''"
    })
    void writesCamelCaseAsSnakeCase(String camel, String snake) {
        assertThat(ColumnNames.snake(camel)).isEqualTo(snake);
    }

    @Test
    void matchesEqualNamesBeforeThoseThatAreAlike() {
        assertThat(match(List.of("userId", "user_id"), "user_id", "userId")).containsExactly(1, 0);
        assertThat(match(List.of("user_id", "userId"), "userId")).containsExactly(1);
    }

    @Test
    void matchesNamesThatAreAlike() {
        assertThat(match(List.of("user_id", "PickupTime"), "userId", "pickup_time"))
                .containsExactly(0, 1);
        assertThat(match(List.of("user_id"), "name")).containsExactly(-1);
    }

    @Test
    void leavesAColumnToTheComponentOfItsName() {
        assertThat(match(List.of("user_id"), "userId", "user_id")).containsExactly(-1, 0);
    }

    @Test
    void refusesToGuessAmongColumns() {
        assertThatThrownBy(() -> match(List.of("user_id", "UserId"), "userId"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[user_id, UserId]")
                .hasMessageContaining("[userId] of Owner");
    }

    @Test
    void refusesToGuessAmongComponents() {
        assertThatThrownBy(() -> match(List.of("user_id"), "userId", "userID"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[userId, userID]");
    }

    private static int[] match(List<String> columns, String... components) {
        return ColumnNames.match(columns, List.of(components), "Owner");
    }
}
