package org.dibao.render.feed;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes an XML document in UTF-8. Its input may contain any character: those that XML forbids are left out. */
final class XmlWriter {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter text = new StringWriter(16 * 1024);
    private final XMLStreamWriter out;

    XmlWriter() {
        try {
            out = FACTORY.createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            out.writeCharacters("\n");
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** @param attributes names and values; attributes without a value are left out */
    XmlWriter start(String name, @Nullable String... attributes) {
        try {
            out.writeStartElement(name);
            attributes(attributes);
            return this;
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    XmlWriter empty(String name, @Nullable String... attributes) {
        try {
            out.writeEmptyElement(name);
            attributes(attributes);
            return line();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    XmlWriter emptyIf(boolean wanted, String name, @Nullable String... attributes) {
        return wanted ? empty(name, attributes) : this;
    }

    /** An element that contains only text; nothing if there is no text. */
    XmlWriter text(String name, @Nullable String content, @Nullable String... attributes) {
        if (content == null || content.isEmpty()) {
            return this;
        }
        try {
            out.writeStartElement(name);
            attributes(attributes);
            out.writeCharacters(XmlText.clean(content));
            return end();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    XmlWriter line() {
        try {
            out.writeCharacters("\n");
            return this;
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    XmlWriter end() {
        try {
            out.writeEndElement();
            return line();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    byte[] bytes() {
        try {
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void attributes(@Nullable String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            String name = attributes[i];
            String value = attributes[i + 1];
            if (name != null && value != null) {
                out.writeAttribute(name, XmlText.line(value));
            }
        }
    }

    /** Writing to memory never fails. */
    private static IllegalStateException failure(XMLStreamException e) {
        return new IllegalStateException(e);
    }
}
