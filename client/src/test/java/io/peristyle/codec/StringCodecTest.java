package io.peristyle.codec;

import java.util.List;

class StringCodecTest extends CodecContract {
    @Override
    String type() {
        return "String";
    }

    @Override
    List<String> sql() {
        return List.of("''", "'ab'", "'" + "x".repeat(200) + "'", "'Straße'");
    }

    @Override
    List<String> values() {
        return List.of("", "ab", "x".repeat(200), "Straße");
    }
}
