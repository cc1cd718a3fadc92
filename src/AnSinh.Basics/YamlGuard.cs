using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AnSinh.Basics;

/// <summary>
/// Stands between the parser, which works without recursion, and the loader, which recurses: what passes a bound never reaches the loader.
/// </summary>
internal sealed class YamlGuard(IParser parser, string file) : IParser
{
    private readonly Stack<Level> _open = [];
    private int _parts;

    /// <inheritdoc/>
    public ParsingEvent? Current => parser.Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (!parser.MoveNext())
        {
            return false;
        }

        Look(parser.Current!);
        return true;
    }

    private void Look(ParsingEvent seen)
    {
        switch (seen)
        {
            case AnchorAlias:
                throw Wrong(seen, "yaml.alias", "Không dùng bí danh (*tên) ở đây; hãy viết lại giá trị.");
            case NodeEvent { Anchor.IsEmpty: false }:
                throw Wrong(seen, "yaml.alias", "Không dùng neo (&tên) ở đây; hãy viết giá trị ở từng chỗ.");
            case NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } }:
                throw Wrong(seen, "yaml.tag", "Không dùng nhãn kiểu (!kiểu) ở đây; hãy bỏ nhãn.");
            case DocumentStart:
                Count(seen);
                break;
            case Scalar scalar:
                Text(scalar);
                break;
            case MappingStart or SequenceStart:
                Open(seen);
                break;
            case MappingEnd or SequenceEnd:
                _open.Pop();
                break;
        }
    }

    private void Open(ParsingEvent seen)
    {
        Count(seen);
        if (_open.TryPeek(out var above) && above.AtKey)
        {
            throw Wrong(seen, "yaml.key", "Khoá phải là một chữ, không phải danh sách hay nhóm khoá.");
        }

        above?.Next();
        if (_open.Count == YamlText.DepthLimit)
        {
            throw Wrong(seen, "yaml.too-deep", $"Lồng quá {YamlText.DepthLimit} tầng danh sách và nhóm khoá.");
        }

        _open.Push(new Level(seen is MappingStart));
    }

    private void Text(Scalar scalar)
    {
        Count(scalar);
        if (scalar.Value.Length > YamlText.ValueSizeLimit)
        {
            throw Wrong(scalar, "yaml.too-large", $"Một giá trị dài hơn {YamlText.ValueSizeLimit} ký tự.");
        }

        if (OutsideText.Fault(scalar.Value) is { } fault)
        {
            throw Wrong(scalar, "yaml.letters", fault);
        }

        if (_open.TryPeek(out var level) && level.AtKey)
        {
            Key(level, scalar);
        }

        level?.Next();
    }

    private void Key(Level level, Scalar key)
    {
        if (key.Value.Length == 0 && key.Style == ScalarStyle.Plain)
        {
            throw Wrong(key, "yaml.key", "Khoá trống: viết tên khoá trước dấu hai chấm.");
        }

        if (key is { Value: "<<", Style: ScalarStyle.Plain })
        {
            throw Wrong(key, "yaml.key", "Không dùng khoá gộp (<<) ở đây; hãy viết các khoá ra.");
        }

        if (level.FirstLineOf(key) is { } before)
        {
            throw Wrong(key, YamlText.SyntaxCode, $"Khoá '{Short(key.Value)}' có hai lần trong một nhóm; lần trước ở dòng {before}.");
        }
    }

    private void Count(ParsingEvent seen)
    {
        if (++_parts > YamlText.PartsLimit)
        {
            throw Wrong(seen, "yaml.too-many", $"Có hơn {YamlText.PartsLimit} giá trị; hãy chia thành nhiều tệp.");
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private YamlRefusedException Wrong(ParsingEvent at, string code, string sentence) =>
        new(new Refusal(code, sentence, YamlText.Place(file, at.Start.Line)));

    /// <summary>A list or group of keys that is open.</summary>
    private sealed class Level(bool isGroup)
    {
        private readonly Dictionary<string, long>? _keys = isGroup ? new(StringComparer.Ordinal) : null;

        /// <summary>True if what comes next is a key.</summary>
        public bool AtKey { get; private set; } = isGroup;

        public void Next() => AtKey = _keys is not null && !AtKey;

        /// <summary>The line of the same key before; null, and kept, if there was none.</summary>
        public long? FirstLineOf(Scalar key) => _keys!.TryAdd(key.Value, key.Start.Line) ? null : _keys[key.Value];
    }
}

/// <summary>Carries a refusal out of the loader; never leaves <see cref="YamlText"/>.</summary>
internal sealed class YamlRefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}
