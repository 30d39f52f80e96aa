package org.aectl.cli.option;

import java.util.Locale;
import org.aectl.config.NoiseConfig;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a noise from a word: {@code gaussian:0.3}, {@code salt-and-pepper:0.2}, {@code masking:0.3}. */
public final class NoiseConverter implements ITypeConverter<NoiseConfig> {
    @Override
    public NoiseConfig convert(String word) {
        int colon = word.indexOf(':');
        if (colon < 0) {
            throw wrong(word);
        }
        String strength = word.substring(colon + 1);
        return switch (word.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "gaussian" -> new NoiseConfig.Gaussian(number(word, strength, Double.POSITIVE_INFINITY), null);
            case "salt-and-pepper" -> new NoiseConfig.SaltAndPepper(number(word, strength, 1), null);
            case "masking" -> new NoiseConfig.Masking(number(word, strength, 1), null);
            default -> throw wrong(word);
        };
    }

    private static double number(String word, String strength, double below) {
        double number;
        try {
            number = Double.parseDouble(strength);
        } catch (NumberFormatException noNumber) {
            throw wrong(word);
        }
        if (!(number > 0 && number < below)) {
            throw new TypeConversionException("the strength in '" + word + "' must be above 0"
                    + (Double.isInfinite(below) ? "" : " and below 1"));
        }
        return number;
    }

    private static TypeConversionException wrong(String word) {
        return new TypeConversionException("'" + word + "' is no noise; expected gaussian:SIGMA,"
                + " salt-and-pepper:PROBABILITY or masking:PROBABILITY");
    }
}
