package io.peristyle.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.error.ConfigurationException;
import io.peristyle.error.DataException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BeanMappingTest {
    public static class Named {
        private @Nullable String name;

        public @Nullable String getName() {
            return name;
        }

        public void setName(@Nullable String name) {
            this.name = name;
        }
    }

    public static final class Person extends Named {
        private long userId;
        private boolean active;

        public long getUserId() {
            return userId;
        }

        public void setUserId(long userId) {
            this.userId = userId;
        }

        public void setUserId(String userId) {
            this.userId = -userId.length();
        }

        public boolean isActive() {
            return active;
        }

        public Person setActive(boolean active) {
            this.active = active;
            return this;
        }
    }

    public static final class Torn {
        public void setId(long id) {}

        public void setId(String id) {}
    }

    public static final class Mute {
        public void setId(long id) {}
    }

    public static final class Empty {}

    @Test
    void fillsBeansWithInheritedAndFluentSetters() {
        List<Person> people = new Columns()
                .with("user_id", "Int64", 7)
                .with("name", "Nullable(String)", "a")
                .with("active", "Bool", true)
                .as(Person.class);

        assertThat(people).hasSize(1);
        assertThat(people.get(0).getUserId()).isEqualTo(7);
        assertThat(people.get(0).getName()).isEqualTo("a");
        assertThat(people.get(0).isActive()).isTrue();
    }

    @Test
    void refusesToGuessAmongSetters() {
        assertThatThrownBy(() -> new Columns().with("id", "Int64", 1).as(Torn.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("setId");
    }

    @Test
    void writesBeansByTheirGetters() {
        Person person = new Person().setActive(true);
        person.setUserId(3);

        assertThat(Writing.written(
                        List.of(person),
                        Columns.table("name", "Nullable(String)"),
                        Columns.table("user_id", "UInt8"),
                        Columns.table("active", "Bool")))
                .hasToString("[[null, 3, true]]");
    }

    @Test
    void refusesToWriteWhatItCannotRead() {
        assertThatThrownBy(() -> Writing.written(List.of(new Mute()), Columns.table("id", "Int64")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no getter for id");
        assertThatThrownBy(() -> Writing.written(List.of(new Empty()), Columns.table("id", "Int64")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("setter");
        assertThatThrownBy(() -> Writing.written(List.of("text"), Columns.table("id", "Int64")))
                .isInstanceOf(ConfigurationException.class);
    }
}
