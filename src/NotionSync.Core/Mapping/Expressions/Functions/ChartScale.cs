using System.Globalization;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>Where numbers lie between the lowest and the highest of a chart.</summary>
internal readonly record struct ChartScale(double Low, double High)
{
    private const int MostSteps = 5;

    /// <summary>Round numbers between the two, for lines across the chart; the two themselves where there are none.</summary>
    public IReadOnlyList<double> Marks
    {
        get
        {
            var (low, high) = this;
            var step = RoundUp((high - low) / MostSteps);
            var from = Math.Ceiling(low / step);
            double[] marks = [.. Enumerable.Range(0, MostSteps + 1).Select(index => (from + index) * step).TakeWhile(mark => mark <= high)];

            // Far from zero a small step is lost in the numbers' own grain.
            return double.IsFinite(step) && step > 0 && marks.Length > 1 && marks.Distinct().Count() == marks.Length ? marks
                : high > low ? [low, high] : [low];
        }
    }

    /// <summary>From 0 at the lowest to 1 at the highest; the middle when all are one.</summary>
    public double Part(double value) => High > Low ? ((value / 2) - (Low / 2)) / ((High / 2) - (Low / 2)) : 0.5;

    /// <summary>A number with at most six digits that count.</summary>
    public static string Figure(double number) => Math.Abs(number) is 0 or (>= 1e-4 and < 1e7)
        ? Numbers.Show(double.Parse(number.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
        : number.ToString("0.####e+0", CultureInfo.InvariantCulture);

    // The next of 1, 2, 5, 10, 20, 50 …
    private static double RoundUp(double number)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(number)));
        return power * ((number / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }
}
