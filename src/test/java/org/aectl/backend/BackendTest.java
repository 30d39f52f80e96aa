package org.aectl.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackendTest {
    @Test
    void describesWhatComputes() {
        BackendInfo backend = Backend.describe();

        assertThat(backend.device()).isEqualTo("cpu");
        assertThat(backend.nd4j()).isEqualTo("1.0.0-M2.1");
        assertThat(backend.natives()).matches("(linux|macosx|windows)-(x86_64|arm64).*");
        assertThat(backend.blas().version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(backend.blas().kernel()).isNotEmpty();
        assertThat(backend.threads().openMp()).isPositive();
        assertThat(backend.threads().blas()).isPositive();
        assertThat(backend.memory().machine()).isGreaterThan(backend.memory().heap());
    }
}
