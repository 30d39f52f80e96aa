package org.aectl.config.bind;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The words by which a config names enum constants and the records of a sealed interface. */
public final class EnumNames {
    private EnumNames() {}

    /** {@code SWISS_ROLL} is {@code swiss-roll}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code SwissRoll} is {@code swiss-roll}, {@code SCurve} is {@code s-curve}. */
    public static String of(Class<?> variant) {
        return variant.getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** The constants of an enum by their words, in the order of their declaration. */
    public static Map<String, Object> constants(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(of((Enum<?>) constant), constant);
        }
        return constants;
    }

    /** The records of a sealed interface by their words, in the order of their declaration. */
    public static Map<String, Class<?>> variants(Class<?> sealed) {
        Map<String, Class<?>> variants = new LinkedHashMap<>();
        for (Class<?> variant : sealed.getPermittedSubclasses()) {
            variants.put(of(variant), variant);
        }
        return variants;
    }
}
