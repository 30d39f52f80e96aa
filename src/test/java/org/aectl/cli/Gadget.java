package org.aectl.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An object that does something while it is read from a file, as those do that attacks are made of. */
public final class Gadget implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    /** What has run so far. */
    public static final List<String> RAN = new CopyOnWriteArrayList<>();

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        RAN.add("readObject");
    }

    /** An object in Java's own format, and a byte more where it would be as long as numbers of 32 bits. */
    static byte[] serialized() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Gadget());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        byte[] object = bytes.toByteArray();
        return object.length % Float.BYTES == 0 ? Arrays.copyOf(object, object.length + 1) : object;
    }

    /** A class for files to name. Nothing else may touch it, or what happens at its first use would not show any more. */
    public static final class Named {
        /** Its name, without touching it. */
        static final String NAME = "org.aectl.cli.Gadget$Named";

        static {
            RAN.add("static initialiser");
        }

        /** As a reader of beans does. */
        public Named() {
            RAN.add("constructor");
        }

        /** As a reader of YAML does. */
        public Named(String word) {
            RAN.add("constructor with " + word);
        }

        /** As a reader of beans does. */
        public void setCommand(String command) {
            RAN.add("setter with " + command);
        }
    }
}
