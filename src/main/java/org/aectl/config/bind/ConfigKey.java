package org.aectl.config.bind;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key of the config: a record's component and what its annotations say. */
public record ConfigKey(RecordComponent component) {
    /** The key that names the record of a sealed interface. */
    public static final String TYPE = "type";

    /** The keys of a record, in their order. */
    public static List<ConfigKey> of(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(ConfigKey::new).toList();
    }

    /** The sealed interface that {@code type} chooses from in an object; null where it chooses nothing. */
    static @Nullable Class<?> choice(Class<?> type) {
        if (type.isSealed()) {
            return type;
        }
        for (ConfigKey key : of(type)) {
            if (key.isInline()) {
                return key.type();
            }
        }
        return null;
    }

    public String name() {
        return component.getName();
    }

    public Class<?> type() {
        return component.getType();
    }

    public boolean isList() {
        return component.getType() == List.class;
    }

    /** Whether a list's single element may stand without brackets. */
    public boolean isOneOrList() {
        return component.isAnnotationPresent(OneOrList.class);
    }

    /** Whether elements of a list may be null. */
    public boolean mayHaveGaps() {
        OneOrList list = component.getAnnotation(OneOrList.class);
        return list != null && list.gaps();
    }

    /** What the value is, or each element of a list. */
    public Class<?> valueType() {
        return isList() ? elementType() : type();
    }

    /** What the elements of a list are. */
    public Class<?> elementType() {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    }

    public boolean isInline() {
        return component.isAnnotationPresent(Inline.class);
    }

    public boolean isOptional() {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    public String doc() {
        Doc doc = component.getAnnotation(Doc.class);
        return doc == null ? "" : doc.value();
    }

    /** YAML of the value when the key is left out; null if it has none. */
    @Nullable
    public String defaultText() {
        Default given = component.getAnnotation(Default.class);
        return given == null ? null : given.value();
    }

    @Nullable
    public Range range() {
        return component.getAnnotation(Range.class);
    }

    /** The key's value in a record. */
    @Nullable
    public Object read(Object holder) {
        try {
            return component.getAccessor().invoke(holder);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** Paths of all keys at or below a record or sealed interface, whichever {@code type} is chosen. */
    public static Set<String> paths(Class<?> type, String path) {
        Set<String> paths = new LinkedHashSet<>();
        if (type.isSealed()) {
            paths.add(Node.child(path, TYPE));
            EnumNames.variants(type).values().forEach(variant -> paths.addAll(paths(variant, path)));
        } else if (type.isRecord()) {
            for (ConfigKey key : of(type)) {
                String below = key.isInline() ? path : Node.child(path, key.name());
                if (!key.isInline()) {
                    paths.add(below);
                }
                paths.addAll(paths(key.valueType(), below));
            }
        }
        return paths;
    }
}
