package io.peristyle.acceptance;

import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.Transport;

/** Over the native protocol on 18.16, for the embedded 26.7 does not outlive all cuts. */
@OnServer(ServerVersion.LEGACY)
final class InsertFailureIT extends InsertFailureContract {
    InsertFailureIT() {
        super(Transport.NATIVE);
    }
}
