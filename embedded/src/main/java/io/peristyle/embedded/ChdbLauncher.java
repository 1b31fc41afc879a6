package io.peristyle.embedded;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;

/**
 * Main class of the child process that serves ClickHouse from {@code libchdb.so}: first argument the library, the others
 * the engine's.
 */
final class ChdbLauncher {
    private static final long ENGINE_STACK_BYTES = 16L << 20;
    private static final long RESULT_ERROR_OFFSET = 48;

    private ChdbLauncher() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread engine = new Thread(null, () -> serve(arguments), "clickhouse", ENGINE_STACK_BYTES);
        engine.start();
        engine.join();
    }

    private static void serve(String[] arguments) {
        String library = arguments[0];
        String[] argv = arguments.clone();
        argv[0] = "clickhouse";
        Function query = NativeLibrary.getInstance(library).getFunction("query_stable_v2");
        Pointer result = query.invokePointer(new Object[] {argv.length, new StringArray(argv, "UTF-8")});
        Pointer error = result == null ? null : result.getPointer(RESULT_ERROR_OFFSET);
        if (error != null) {
            System.err.println(error.getString(0, "UTF-8"));
        }
        // The engine leaves threads behind that an orderly exit of the JVM would trip over.
        Runtime.getRuntime().halt(error == null ? 0 : 1);
    }
}
