package org.aectl.config.bind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The values a number may have (for a list of numbers: each of them). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
    /** The smallest value allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The largest value allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** The value that the number must exceed. */
    double above() default Double.NEGATIVE_INFINITY;

    /** The value that the number must stay under. */
    double below() default Double.POSITIVE_INFINITY;
}
