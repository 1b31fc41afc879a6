package io.peristyle.pdfscan;

import java.util.Map;

class InMemoryServiceTest extends ServiceContract {
    @Override
    Map<String, String> variables() {
        return Map.of();
    }
}
