package org.dibao.support.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSecretSettingsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aGivenSecretWinsOverTheFile() {
        Path file = folder.resolve("secret");
        assertThat(new ServiceSecretSettings(" given ", file).secret("x").token())
                .isEqualTo("given");
        assertThat(file).doesNotExist();
    }

    @Test
    void servicesThatShareAFileShareItsSecret() {
        Path file = folder.resolve("secret");
        String one = new ServiceSecretSettings(null, file)
                .secret("ingest listens at 0.0.0.0")
                .token();
        assertThat(new ServiceSecretSettings("", file).secret(null).token()).isEqualTo(one);
    }

    @Test
    void whoIsReachedFromOtherMachinesNeedsASecretThatWasGiven() {
        assertThatThrownBy(() -> new ServiceSecretSettings(null, null).secret("ingest listens at 0.0.0.0"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("ingest listens at 0.0.0.0, and there is no service secret: ")
                .hasMessageContaining("DIBAO_SERVICE_SECRET")
                .hasMessageContaining("DIBAO_SERVICE_SECRET_FILE");
    }

    @Test
    void aSecretThatCannotStandInAHeaderIsRefused() {
        assertThatThrownBy(() -> new ServiceSecretSettings("two words", null))
                .hasMessageContaining("dibao.service-secret")
                .hasMessageContaining("openssl rand");
    }
}
