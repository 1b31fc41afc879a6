package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.error.ConfigurationException;
import io.peristyle.wire.WireOutput;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings that can be sent to servers older than ClickHouse 20.1, which want each value in a binary form of its
 * type.
 *
 * <p>A name that such a server does not know, or a value of another form, makes the rest of the connection unreadable
 * for it. Hence this list of names that 18.16 knows; every other setting belongs into the statement's {@code SETTINGS}
 * clause.
 */
public final class BinarySettings {
    private static final String FLAGS = """
            extremes use_uncompressed_cache replace_running_query optimize_move_to_prewhere
            distributed_aggregation_memory_efficient skip_unavailable_shards distributed_group_by_no_merge
            force_index_by_date force_primary_key log_queries insert_deduplicate join_use_nulls
            fallback_to_stale_replicas_for_distributed_queries insert_distributed_sync
            insert_allow_materialized_columns optimize_throw_if_noop empty_result_for_aggregation_by_empty_set
            input_format_skip_unknown_fields input_format_values_interpret_expressions
            allow_distributed_ddl prefer_localhost_replica allow_ddl decimal_check_overflow
            enable_optimize_predicate_expression log_query_settings log_query_threads
            """;

    private static final String NUMBERS = """
            max_block_size max_insert_block_size min_insert_block_size_rows min_insert_block_size_bytes
            max_threads max_read_buffer_size max_distributed_connections max_query_size interactive_delay
            connect_timeout connect_timeout_with_failover_ms receive_timeout send_timeout queue_max_wait_ms
            replication_alter_partitions_sync group_by_two_level_threshold group_by_two_level_threshold_bytes
            max_parallel_replicas priority max_concurrent_queries_for_user insert_quorum insert_quorum_timeout
            select_sequential_consistency preferred_block_size_bytes max_replica_delay_for_distributed_queries
            insert_distributed_timeout stream_flush_interval_ms
            max_rows_to_read max_bytes_to_read max_rows_to_group_by max_bytes_before_external_group_by
            max_rows_to_sort max_bytes_to_sort max_bytes_before_external_sort max_result_rows max_result_bytes
            max_execution_time min_execution_speed timeout_before_checking_execution_speed max_columns_to_read
            max_temporary_columns max_temporary_non_const_columns max_subquery_depth max_ast_depth
            max_ast_elements max_expanded_ast_elements readonly max_rows_in_set max_bytes_in_set
            max_rows_in_join max_bytes_in_join max_rows_to_transfer max_bytes_to_transfer max_rows_in_distinct
            max_bytes_in_distinct max_memory_usage max_memory_usage_for_user max_memory_usage_for_all_queries
            max_network_bandwidth max_network_bytes max_network_bandwidth_for_user
            """;

    private static final String TEXTS = """
            load_balancing totals_mode totals_auto_threshold network_compression_method distributed_product_mode
            count_distinct_implementation read_overflow_mode group_by_overflow_mode sort_overflow_mode
            result_overflow_mode timeout_overflow_mode set_overflow_mode join_overflow_mode transfer_overflow_mode
            distinct_overflow_mode format_csv_delimiter date_time_input_format send_logs_level format_schema
            """;

    private static final Map<String, Form> FORMS = forms();

    private BinarySettings() {}

    /** Whether the setting can be sent in binary form. */
    public static boolean isKnown(String name) {
        return FORMS.containsKey(name);
    }

    /** Fails unless {@code setting} can be sent: a known name, and a value that fits its form. */
    static void check(Setting setting) {
        if (form(setting) != Form.TEXT) {
            number(setting);
        }
    }

    static void encode(ByteBuf out, Setting setting) {
        WireOutput.writeString(out, setting.name());
        if (form(setting) == Form.TEXT) {
            WireOutput.writeString(out, setting.value());
        } else {
            WireOutput.writeVarUInt(out, number(setting));
        }
    }

    private static Form form(Setting setting) {
        Form form = FORMS.get(setting.name());
        if (form == null) {
            throw new ConfigurationException("setting " + setting.name()
                    + " cannot be sent to a server older than ClickHouse 20.1; write it into the statement's SETTINGS");
        }
        return form;
    }

    private static long number(Setting setting) {
        return switch (setting.value()) {
            case "true" -> 1;
            case "false", "auto" -> 0;
            default -> wholeNumber(setting);
        };
    }

    // 18.16 reads at most nine bytes of a VarUInt, so a signed long loses nothing.
    private static long wholeNumber(Setting setting) {
        NumberFormatException cause = null;
        try {
            long number = Long.parseLong(setting.value());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            cause = e;
        }
        throw new ConfigurationException(
                "the value of setting " + setting.name() + " is not a whole number of 0 or more", cause);
    }

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new HashMap<>();
        put(forms, FLAGS, Form.NUMBER);
        put(forms, NUMBERS, Form.NUMBER);
        put(forms, TEXTS, Form.TEXT);
        return Map.copyOf(forms);
    }

    private static void put(Map<String, Form> forms, String names, Form form) {
        for (String name : names.strip().split("\\s+", -1)) {
            if (forms.put(name, form) != null) {
                throw new IllegalStateException("setting " + name + " is listed twice");
            }
        }
    }

    private enum Form {
        /** A VarUInt: integers, flags, whole seconds and milliseconds. */
        NUMBER,
        /** A String: enumerations, floats, text. */
        TEXT
    }
}
