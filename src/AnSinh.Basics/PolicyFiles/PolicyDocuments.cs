using YamlDotNet.RepresentationModel;

namespace AnSinh.Basics.PolicyFiles;

/// <summary>The one way into a file of policy/.</summary>
public static class PolicyDocuments
{
    /// <summary>The documents of a file, each a mapping; what is none is a mistake.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, as its mistakes name it.</param>
    /// <param name="faults">Where its mistakes go.</param>
    public static IReadOnlyList<PolicyMap> Read(ReadOnlySpan<byte> bytes, string file, PolicyFaults faults)
    {
        var read = YamlText.Read(bytes, file);
        if (!read.Ok)
        {
            faults.Add(PolicyFaults.Unreadable, read.Refusals[0].Place ?? file, read.Refusals[0].Message);
            return [];
        }

        var maps = new List<PolicyMap>();
        foreach (var root in read.Value)
        {
            switch (root)
            {
                case YamlMappingNode map:
                    maps.Add(new PolicyMap(file, map, faults));
                    break;
                case YamlScalarNode { Value: "" or null }:
                    break;
                default:
                    faults.Add("policy.shape", $"{file}:{root.Start.Line}", "tệp phải bắt đầu bằng các khoá (key: value)");
                    break;
            }
        }

        return maps;
    }
}
