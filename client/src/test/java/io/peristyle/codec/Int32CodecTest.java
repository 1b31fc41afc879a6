package io.peristyle.codec;

import java.util.List;

class Int32CodecTest extends CodecContract {
    @Override
    String type() {
        return "Int32";
    }

    @Override
    List<String> sql() {
        return List.of("-2147483648", "0", "-2", "2147483647");
    }

    @Override
    List<Integer> values() {
        return List.of(Integer.MIN_VALUE, 0, -2, Integer.MAX_VALUE);
    }
}
