package io.peristyle.pdfscan;

import java.util.Map;

/**
 * What the service was told by environment variables, checked before anything starts.
 *
 * @param store where everything is kept
 * @param web how the service is reached
 * @param scan how documents are scanned
 */
public record ServiceSettings(StoreSettings store, WebSettings web, ScanSettings scan) {
    /**
     * The settings in these variables.
     *
     * @throws SettingException if a value is wrong
     */
    public static ServiceSettings from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        StoreSettings store = StoreSettings.from(environment);
        return new ServiceSettings(store, WebSettings.from(variables), ScanSettings.from(variables, store.backend()));
    }
}
