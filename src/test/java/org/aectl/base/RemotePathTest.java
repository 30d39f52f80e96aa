package org.aectl.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.load.ConfigWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemotePathTest {
    @ParameterizedTest
    @CsvSource({
        "hdfs://host:8020/data/train, hdfs://host:8020/data/train",
        "hdfs:///data/train, hdfs:///data/train",
        "hdfs:/data/train, hdfs:///data/train",
        "hdfs:////data, hdfs:///data",
        "s3a://bucket/rows, s3a://bucket/rows",
        "s3a://bucket, s3a://bucket",
        "hdfs:///, hdfs:///"
    })
    void addressesAreKept(String text, String address) {
        Path path = RemotePath.parse(text);

        assertThat(RemotePath.isRemote(path)).isTrue();
        assertThat(RemotePath.uri(path)).isEqualTo(address);
        assertThat(RemotePath.parse(RemotePath.uri(path))).isEqualTo(path);
    }

    @Test
    void hostsAndFoldersAreToldApart() {
        assertThat(RemotePath.parse("hdfs://data/train")).isNotEqualTo(RemotePath.parse("hdfs:///data/train"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/train", "/data/train", "c:/data", "a:b", "train.csv"})
    void pathsOfThisMachineAreNone(String text) {
        Path path = RemotePath.parse(text);

        assertThat(RemotePath.isRemote(path)).isFalse();
        assertThat(RemotePath.uri(path)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///data/train", "file:/data/train"})
    void theNameOfThisMachinesSystemIsLeftOut(String text) {
        assertThat(RemotePath.parse(text)).isEqualTo(Path.of("/data/train"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hdfs://host/rows", "hdfs:///rows"})
    void aConfigThatWasWrittenIsReadAsItWas(String address) {
        String text = "name: a\ndata: { type: parquet, path: \"" + address + "\" }\nmodel: { type: ae, latent: 2 }\n";
        ExperimentConfig config = ConfigLoader.parse(text, "test");

        String written = ConfigWriter.toYaml(config);

        assertThat(written).contains(address);
        assertThat(ConfigLoader.parse(written, "test")).isEqualTo(config);
    }
}
