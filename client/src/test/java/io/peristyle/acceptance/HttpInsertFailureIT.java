package io.peristyle.acceptance;

import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.Transport;

/** Over HTTP on 18.16, for the embedded 26.7 does not outlive all cuts. */
@OnServer(ServerVersion.LEGACY)
final class HttpInsertFailureIT extends InsertFailureContract {
    HttpInsertFailureIT() {
        super(Transport.HTTP);
    }
}
