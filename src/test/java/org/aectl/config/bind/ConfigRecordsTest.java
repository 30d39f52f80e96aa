package org.aectl.config.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.source.SourceConfig;
import org.junit.jupiter.api.Test;

/** What the loader, the writer and the schema rely on in the records. */
class ConfigRecordsTest {
    private static final Set<Class<?>> TYPES = new LinkedHashSet<>();

    static {
        collect(ExperimentConfig.class);
    }

    @Test
    void everyKeyIsDocumentedInASentence() {
        for (Class<?> type : TYPES) {
            for (ConfigKey key : keys(type)) {
                assertThat(key.doc()).as("@Doc of %s", key.component()).matches("[A-Za-z\\[].*\\.");
            }
        }
    }

    @Test
    void everyRecordOfASealedInterfaceIsDocumented() {
        for (Class<?> type : TYPES) {
            if (type.isSealed()) {
                assertThat(type.getPermittedSubclasses())
                        .allSatisfy(variant -> assertThat(variant.getAnnotation(Doc.class))
                                .as("@Doc of %s", variant)
                                .isNotNull());
            }
        }
    }

    @Test
    void aKeyHasADefaultOrIsOptionalButNotBoth() {
        for (Class<?> type : TYPES) {
            for (ConfigKey key : keys(type)) {
                assertThat(key.isOptional() && key.defaultText() != null)
                        .as("both @Nullable and @Default: %s", key.component())
                        .isFalse();
                assertThat(key.isOptional() && key.type().isPrimitive())
                        .as("@Nullable on a primitive: %s", key.component())
                        .isFalse();
            }
        }
    }

    @Test
    void inlineKeysDoNotHideThoseBesideThem() {
        for (Class<?> type : TYPES) {
            for (ConfigKey key : keys(type)) {
                if (key.isInline()) {
                    EnumNames.variants(key.type()).values().forEach(variant -> assertNoneIsHidden(type, variant));
                }
            }
        }
    }

    @Test
    void wordsOfSealedInterfacesAreKebabCase() {
        assertThat(EnumNames.variants(SourceConfig.class).keySet())
                .containsExactly("builtin", "idx", "csv", "npy", "parquet", "images", "swiss-roll", "s-curve");
    }

    private static void assertNoneIsHidden(Class<?> holder, Class<?> variant) {
        List<String> names = new ArrayList<>(List.of(ConfigKey.TYPE));
        ConfigKey.of(holder).stream()
                .filter(key -> !key.isInline())
                .map(ConfigKey::name)
                .forEach(names::add);
        ConfigKey.of(variant).stream().map(ConfigKey::name).forEach(names::add);
        assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    }

    private static List<ConfigKey> keys(Class<?> type) {
        return type.isRecord() ? ConfigKey.of(type) : List.of();
    }

    private static void collect(Class<?> type) {
        if (type.isSealed() && TYPES.add(type)) {
            EnumNames.variants(type).values().forEach(ConfigRecordsTest::collect);
        } else if (type.isRecord() && TYPES.add(type)) {
            ConfigKey.of(type).forEach(key -> collect(key.valueType()));
        }
    }
}
