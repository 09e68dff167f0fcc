package org.dibao.acceptance.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Dibao's own classes as the compiler wrote them, without their tests. */
final class ClassFiles {
    private ClassFiles() {}

    static List<ClassModel> all() {
        List<ClassModel> all = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Checkout.root())) {
            for (Path classes : modules.map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(classes)) {
                    for (Path file : files.filter(it -> it.toString().endsWith(".class"))
                            .sorted()
                            .toList()) {
                        all.add(ClassFile.of().parse(file));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** The strings that are written out in a class. */
    static Set<String> strings(ClassModel type) {
        Set<String> strings = new TreeSet<>();
        StreamSupport.stream(type.constantPool().spliterator(), false)
                .filter(StringEntry.class::isInstance)
                .forEach(entry -> strings.add(((StringEntry) entry).stringValue()));
        return strings;
    }
}
