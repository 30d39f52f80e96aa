package org.aectl.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.aectl.backend.device.BackendUnavailableException;
import org.junit.jupiter.api.Test;

class BackendLoadingTest {
    @Test
    void theLibrariesAreThereAfterwards() {
        try (BackendLoading backend = BackendLoading.begin()) {
            backend.await();
        }

        assertThat(Backend.describe().device()).isEqualTo("cpu");
    }

    @Test
    void itMayBeginAgain() {
        for (int i = 0; i < 3; i++) {
            try (BackendLoading backend = BackendLoading.begin()) {
                backend.await();
            }
        }
    }

    @Test
    void aFailureIsToldByItsRoot() {
        Throwable root = new UnsatisfiedLinkError("no jnind4jcpu in java.library.path");

        assertThat(new BackendUnavailableException(
                        new RuntimeException("outer", new ExceptionInInitializerError(root))))
                .hasMessage("the native libraries of ND4J cannot be loaded: no jnind4jcpu in java.library.path")
                .hasRootCause(root);
    }
}
