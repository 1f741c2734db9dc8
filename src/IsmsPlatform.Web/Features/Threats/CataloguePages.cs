using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Threats;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Threats;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.Threats;

/// <summary>Threats and vulnerabilities have the same pages; what they are called there.</summary>
/// <param name="Path">Below the organisation's address; also how the navigation calls it.</param>
/// <param name="One">A single entry, at the beginning of a sentence.</param>
public sealed record CatalogueWords(string Path, string Icon, string Title, string Lead, string One, string New, string Edit, string FilterLabel, string NoneYet, string WhatItIs, string NoMatch)
{
    public static CatalogueWords Threats(Texts t) => new("threats", Icons.Threat, t["Threats"], t["What can cause harm to information, and where it comes from (6.1.2 c)."], t["Threat"], t["New threat"], t["Edit the threat"], t["Filter threats"],
        t["No threats yet"], t["A threat is what can cause an incident: a fire, a thief, an error. Risks name one each. The starter catalogue has 64 of them to begin with."], t["No threats match these filters"]);

    public static CatalogueWords Vulnerabilities(Texts t) => new("vulnerabilities", Icons.Vulnerability, t["Vulnerabilities"], t["Weaknesses that a threat can use (6.1.2 c, A.8.8)."], t["Vulnerability"], t["New vulnerability"], t["Edit the vulnerability"], t["Filter vulnerabilities"],
        t["No vulnerabilities yet"], t["A vulnerability is a weakness that a threat can use: a lock that is missing, a patch that was not installed. The starter catalogue has 86 of them to begin with."], t["No vulnerabilities match these filters"]);
}

/// <summary>A row of either list, in words.</summary>
public sealed record CatalogueLine(Guid Id, string Code, string Name, string Category, string? Origins, IReadOnlyList<SecurityProperty> Affects, IReadOnlyList<string> Controls, bool IsOwn);

/// <param name="Menus">The filters that only one of the kinds has.</param>
/// <param name="AsksNothing">No filter at all: then an empty list is a beginning.</param>
public sealed record CatalogueList(CatalogueWords Words, CatalogueFilter Filter, bool AsksNothing, IReadOnlyList<FilterMenu> Menus, Page<CatalogueLine> Page);

/// <summary>An entry of the starter catalogue, in words.</summary>
/// <param name="AdoptedAs">The organisation's copy; null while there is none.</param>
public sealed record StarterLine(string Id, string Name, string Category, string? Origins, IReadOnlyList<SecurityProperty> Affects, IReadOnlyList<string> Controls, string Description, Guid? AdoptedAs);

/// <param name="Missing">How many entries of the whole catalogue are not adopted, shown or not.</param>
public sealed record StarterPage(CatalogueWords Words, CatalogueFilter Filter, IReadOnlyList<FilterMenu> Menus, IReadOnlyList<StarterLine> Lines, int Missing);

/// <param name="Others">Vulnerabilities of a threat, threats of a vulnerability.</param>
/// <param name="OthersPath">Where those have their pages.</param>
public sealed record EntryPage(CatalogueWords Words, Guid Id, string Code, string Name, string Category, string? Origins, IReadOnlyList<SecurityProperty> Affects, IReadOnlyList<ControlName> Controls, string? Description, string? StarterId, bool IsHidden, long Version,
    string OthersTitle, string NoOthers, string OthersPath, IReadOnlyList<CatalogueName> Others, IReadOnlyList<ActivityEntry> Activity);

/// <summary>The form of a new or a changed entry; fields that only one kind has are null for the other.</summary>
/// <param name="Id">Of the entry.</param>
/// <param name="Version">What the editor saw; null for a new one.</param>
/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record EntryFormPage(CatalogueWords Words, CatalogueForm Form, Guid Id, long? Version, IReadOnlyList<CatalogueName>? Threats, IReadOnlyList<ControlName> Annex, Conflict? Conflict = null);
